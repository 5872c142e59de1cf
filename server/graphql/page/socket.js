/** One subscription over graphql-transport-ws; the function that is returned ends it. */
export function subscribe(token, operation, tell) {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`
  const socket = new WebSocket(address, 'graphql-transport-ws')
  const send = (message) => socket.send(JSON.stringify(message))
  let isOver = false
  const end = (told) => {
    if (isOver) return
    isOver = true
    tell.ended(told)
    socket.close(1000)
  }
  socket.onopen = () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data)
    if (message.type === 'connection_ack') send({ type: 'subscribe', id: '1', payload: operation })
    if (message.type === 'ping') send({ type: 'pong' })
    if (message.type === 'next') tell.next(message.payload)
    if (message.type === 'error') tell.next({ errors: message.payload })
    if (message.type === 'error' || message.type === 'complete') end()
  }
  socket.onclose = ({ code, reason }) => end({ code, reason })
  return () => end()
}

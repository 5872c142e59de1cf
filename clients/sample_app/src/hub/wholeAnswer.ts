/**
 * One answer of the hub with its whole body, within so many milliseconds, or until the signal of `init`.
 *
 * The limit is not left to `fetch`: an engine may collect what ties the signal to a body that is being read, and an
 * answer that stops in the middle is then waited for without end. (So may a timeout be that nobody else holds,
 * which is why there is none of `AbortSignal.timeout`.)
 *
 * @throws what `fetch` throws, a `TimeoutError`, or the signal's reason.
 */
export function wholeAnswer(
  url: string,
  init: RequestInit,
  ms: number,
  inner: typeof fetch = fetch,
): Promise<Response> {
  const other = init.signal
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const end = (reason: unknown) => {
      lift() // what is waited for may never come
      controller.abort(reason)
      reject(reason)
    }
    const endWithOther = () => end(other?.reason)
    const timer = setTimeout(() => end(new DOMException('no answer in time', 'TimeoutError')), ms)
    const lift = () => {
      clearTimeout(timer)
      other?.removeEventListener('abort', endWithOther)
    }
    other?.addEventListener('abort', endWithOther)
    if (other?.aborted) endWithOther()
    readWhole(url, { ...init, signal: controller.signal }, inner)
      .then(resolve, reject)
      .finally(lift)
  })
}

async function readWhole(url: string, init: RequestInit, inner: typeof fetch): Promise<Response> {
  const response = await inner(url, init)
  return new Response(await response.arrayBuffer(), response)
}

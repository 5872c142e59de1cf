// Shows the guides that a hall's screen got last when it starts without the hub. What is kept is put there by hall.js.
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  const { request } = event
  const isOfScreen = /\/screen(\.js)?$/.test(new URL(request.url).pathname)
  // What looks for news is to hear that there are none.
  if (isOfScreen && (request.mode === 'navigate' || request.destination === 'script')) {
    event.respondWith(freshOrKept(request))
  }
})

async function freshOrKept(request) {
  const answer = await fetch(request).catch(() => Response.error())
  // Without the header it is somebody else's answer: a captive portal's.
  return answer.headers.has('X-Hub-Instance') ? answer : ((await caches.match(request.url)) ?? answer)
}

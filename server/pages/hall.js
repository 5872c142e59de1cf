// Turns the pages of a hall's screen and looks for news. What came last stays where the network is gone, and is shown
// with its day by the worker when the screen is started then.
const SECONDS_A_PAGE = 12
const SECONDS_TO_LOOK = 60

const main = document.querySelector('main')
const stale = document.querySelector('.stale')
const pause = document.querySelector('.pause')
let current = 0
let turns = !matchMedia('(prefers-reduced-motion: reduce)').matches
let seenAt = new Date(localStorage.getItem(location.href) ?? Date.now())
let held = main.innerHTML

function show(page) {
  const pages = [...main.children]
  current = (page + pages.length) % pages.length
  pages.forEach((one, n) => one.classList.toggle('now', n === current))
  document.querySelector('.page').textContent = `${current + 1}/${pages.length}`
  scrollTo(0, 0)
}

function turn(on) {
  turns = on
  pause.textContent = on ? pause.dataset.pause : pause.dataset.goOn
}

async function look() {
  try {
    const answer = await fetch(location.href, { cache: 'no-cache' })
    // Without the header it is somebody else's answer: a captive portal's.
    if (!answer.ok || !answer.headers.has('X-Hub-Instance')) throw new Error(`answered ${answer.status}`)
    const fresh = new DOMParser().parseFromString(await answer.clone().text(), 'text/html')
    await keep(answer, scriptOf(fresh))
    take(fresh)
    stale.textContent = ''
  } catch (error) {
    console.warn('The guides could not be fetched anew.', error)
    const when = seenAt.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' })
    stale.textContent = stale.dataset.says.replace('{}', when)
  }
}

async function keep(answer, script) {
  seenAt = new Date()
  localStorage.setItem(location.href, seenAt.toISOString())
  if (!navigator.serviceWorker) return // the browser has none for an address without TLS
  await navigator.serviceWorker.register('/guides/screen-worker.js')
  const kept = await caches.open('guides')
  await kept.add(script) // first: a page without it does not turn
  await kept.put(location.href, answer)
}

function scriptOf(page) {
  return page.querySelector('script').getAttribute('src')
}

function take(fresh) {
  if (scriptOf(fresh) !== scriptOf(document)) location.reload()
  const pages = fresh.querySelector('main')
  if (held === pages.innerHTML) return
  held = pages.innerHTML
  main.replaceChildren(...pages.children)
  show(current)
}

document.documentElement.classList.add('turning')
document.querySelector('nav').hidden = false

turn(turns)
show(0)
document.querySelector('.before').onclick = () => show(current - 1)
document.querySelector('.next').onclick = () => show(current + 1)
pause.onclick = () => turn(!turns)
addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowRight') show(current + 1)
  if (key === 'ArrowLeft') show(current - 1)
})
look()
addEventListener('online', look)
addEventListener('offline', look)
setInterval(() => turns && show(current + 1), SECONDS_A_PAGE * 1000)
setInterval(look, SECONDS_TO_LOOK * 1000)

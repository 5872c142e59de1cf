/** A version that was fetched before the app was last closed is taken at the start, before anything is opened. */

const STARTED = 'started' // a reload in the middle of a case is no start

export async function takeWhatWasFetched(): Promise<void> {
  if (sessionStorage.getItem(STARTED) || !navigator.serviceWorker) return
  sessionStorage.setItem(STARTED, 'yes')
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  const registration = await navigator.serviceWorker.getRegistration()
  registration?.waiting?.postMessage({ type: 'SKIP_WAITING' })
}

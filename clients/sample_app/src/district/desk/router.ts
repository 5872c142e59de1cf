/** Which page of the desk is open, `devices`, or what of its list, `devices/500116001901A1`: it stands in the address,
 * so that it can be kept, sent and gone back to. */
import { ref } from 'vue'
import { mayLeave } from './leaving'

const ROOT = '/desk/'

export const here = ref(read())

/** The address of a page; the empty name is where the desk begins. */
export function addressOf(page: string): string {
  return ROOT + page
}

/** Unless something would be lost, and whoever is there would rather stay. */
export async function goTo(page: string): Promise<void> {
  if (!(await mayLeave())) return
  history.pushState(null, '', addressOf(page))
  here.value = read()
  scrollTo(0, 0)
}

addEventListener('popstate', async () => {
  if (read() === here.value) return // what a page keeps in its own address
  if (await mayLeave()) here.value = read()
  else history.pushState(null, '', addressOf(here.value))
})

function read(): string {
  return location.pathname.slice(ROOT.length).replace(/\/$/, '')
}

/** What a page shows stands in its address: it can be sent, kept and gone back to. */
import { getCurrentScope, onScopeDispose, reactive, watch } from 'vue'

/** Filters by name. One that is as at the start is not in the address. */
export function useAddress<F extends Record<string, string>>(start: F): F {
  const filters = reactive({ ...start }) as F
  const read = () => {
    const given = new URLSearchParams(location.search)
    for (const name of Object.keys(start) as (keyof F & string)[]) {
      filters[name] = (given.get(name) ?? start[name]) as F[keyof F & string]
    }
  }
  read()
  addEventListener('popstate', read)
  if (getCurrentScope()) onScopeDispose(() => removeEventListener('popstate', read))
  watch(filters, () => {
    const address = addressOf(filters, start)
    if (address !== location.pathname + location.search) history.pushState(null, '', address)
  })
  return filters
}

/** The address in place of what stood there: going back does not lead to that again. */
export function putInPlace<F extends Record<string, string>>(filters: F, start: F): void {
  history.replaceState(null, '', addressOf(filters, start))
}

function addressOf<F extends Record<string, string>>(filters: F, start: F): string {
  const shown = Object.entries(filters).filter(([name, value]) => value !== start[name])
  return location.pathname + (shown.length ? `?${new URLSearchParams(shown)}` : '')
}

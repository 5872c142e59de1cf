/** Web Locks for tests: exclusive locks by name, `signal` and `steal`, as the browser has them. */
export function createLocks(): LockManager {
  const held = new Map<string, { steal(): void; free: Promise<unknown> }>()

  async function request(name: string, ...rest: unknown[]): Promise<unknown> {
    const work = rest.at(-1) as (lock: Lock) => unknown
    const options = (rest.length > 1 ? rest[0] : {}) as LockOptions
    const holder = held.get(name)
    if (holder && options.steal) holder.steal()
    else while (held.has(name)) await Promise.race([held.get(name)?.free, aborted(options.signal)])
    return hold(name, work)
  }

  function aborted(signal?: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      if (signal?.aborted) reject(signal.reason)
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  }

  async function hold(name: string, work: (lock: Lock) => unknown): Promise<unknown> {
    let steal: () => void = () => {}
    const stolen = new Promise<never>((_, reject) => {
      steal = () => reject(new DOMException('stolen', 'AbortError'))
    })
    const working = Promise.resolve().then(() => work({ name, mode: 'exclusive' }))
    const ended = Promise.race([working, stolen])
    const own = { steal, free: ended.catch(() => {}) }
    held.set(name, own)
    try {
      return await ended
    } finally {
      if (held.get(name) === own) held.delete(name)
    }
  }

  return { request, query: async () => ({}) } as unknown as LockManager
}

/** Whether the browser promises to keep what this tablet holds, and how much room there is. */

/** Ask for the promise; some browsers give it only to an installed app, or after the app was used for a while. */
export async function askToKeep(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persist?.()) ?? false
}

/** Whether the promise holds now. */
export async function isKept(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persisted?.()) ?? false
}

/** What the browser says is left, in bytes; without end where it does not say. */
export async function roomLeft(): Promise<number> {
  const { quota, usage = 0 } = (await globalThis.navigator?.storage?.estimate?.()) ?? {}
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - usage
}

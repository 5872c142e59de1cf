/** What would be gone if a page were left: what was typed and not sent, first passwords that are still shown. */
import { onScopeDispose } from 'vue'
import { isSure } from './sure'
import { t } from './words'

const atStake = new Set<symbol>()

/** For a part of a page: what it gives says whether something there would be gone. */
export function useAtStake(): (isAtStake: boolean) => void {
  const here = Symbol('a part of the page')
  onScopeDispose(() => atStake.delete(here))
  return (isAtStake) => {
    if (isAtStake) atStake.add(here)
    else atStake.delete(here)
  }
}

export async function mayLeave(): Promise<boolean> {
  return !atStake.size || isSure(t('leaveTitle'), t('leaveWhy'), t('leave'))
}

addEventListener('beforeunload', (event) => {
  if (atStake.size) event.preventDefault()
})

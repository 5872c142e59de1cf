/** What is ordered of a tablet, from the list as from its story: `OrderButtons` asks for it, `OrderCards` does it. */
import { computed, type Ref, shallowRef } from 'vue'
import { ask, signedIn } from '../../session'
import { DESKS } from '../posts'
import { isSure } from '../sure'
import { useDoing } from '../useDoing'
import { t } from './words'

export interface Tablet {
  device: string
  label: string
  office(): string // in the language that is on
  expires: string // its last day
  ended: { why: string; at: string } | null
}

export interface Orders {
  mayOrder: Readonly<Ref<boolean>>
  ending: Ref<Tablet | undefined> // its form is open
  exposed: Ref<Tablet | undefined> // what is on it is shown
  problem: Ref<string>
  hasEnded(tablet: Tablet): void
  readmit(tablet: Tablet): Promise<void>
}

/** `again` asks anew how it stands. */
export function useOrders(again: () => Promise<void>): Orders {
  const mayOrder = computed(() => DESKS.includes(signedIn.value?.person.role ?? ''))
  const ending = shallowRef<Tablet>()
  const exposed = shallowRef<Tablet>()
  const { problem, doing } = useDoing()

  function hasEnded(tablet: Tablet): void {
    ending.value = undefined
    exposed.value = tablet
    void again()
  }

  function readmit({ device, label: name }: Tablet): Promise<void> {
    return doing(async () => {
      if (!(await isSure(t('readmitSure', { name }), t('readmitWhy'), t('readmit')))) return ''
      await ask('mutation ($device: ID!) { readmitDevice(device: $device) { pending } }', { device })
      await again()
      return t('readmitDone', { name })
    })
  }

  return { mayOrder, ending, exposed, problem, hasEnded, readmit }
}

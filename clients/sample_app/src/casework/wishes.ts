/** A couple stands here, and lost what another office issued: that one issues another and mails it (E21). */
import { canonical } from '../domain/canonical'
import type { FactBodies, FactOf } from '../domain/facts'
import type { Home } from './copies'
import type { Desk } from './desk'

const NO_CASE = ''

export function wishes(desk: Desk) {
  return {
    /** The address is sealed first, as that of a case: a crash leaves no wish without one. */
    async wish(
      lost: Omit<FactBodies['reissue-wish'], 'address'>,
      home: Home,
    ): Promise<FactOf<'reissue-wish'>> {
      const { papers } = desk.parts
      const address = await papers.keep(NO_CASE, 'address', 'application/json', canonical(home))
      return desk.write('reissue-wish', NO_CASE, { ...lost, address })
    },

    /** They found it, or were told that there is none. */
    endWish(id: string): Promise<FactOf<'wish-over'>> {
      return desk.write('wish-over', NO_CASE, { of: id })
    },
  }
}

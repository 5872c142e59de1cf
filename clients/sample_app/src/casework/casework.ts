/** What the clerk does at the window, duty by duty: each step is one fact, refused when the case does not allow it. */
import { acceptance } from './acceptance'
import { amending } from './amending'
import { certificates } from './certificates'
import { continuing } from './continuing'
import { copies } from './copies'
import { decisions } from './decisions'
import { deliveries } from './deliveries'
import type { Desk } from './desk'
import { intake } from './intake'
import { notices } from './notices'
import { pledges } from './pledges'
import { proofs } from './proofs'
import { site } from './site'
import { wishes } from './wishes'

export function casework(desk: Desk) {
  return {
    standing: desk.standing.bind(desk),
    guideOf: desk.guideOf.bind(desk),
    ...intake(desk),
    ...amending(desk),
    ...continuing(desk),
    ...copies(desk),
    ...notices(desk),
    ...acceptance(desk),
    ...pledges(desk),
    ...proofs(desk),
    ...decisions(desk),
    ...certificates(desk),
    ...deliveries(desk),
    ...site(desk),
    ...wishes(desk),
  }
}

export type Casework = ReturnType<typeof casework>

import type { ScreensOf } from '../../window/route'
import PledgeScreen from './PledgeScreen.vue'

export const office: ScreensOf<'office'> = {
  pledge: PledgeScreen,
}

import type { ScreensOf } from '../../window/route'
import AskOfficeScreen from './AskOfficeScreen.vue'
import OpinionScreen from './OpinionScreen.vue'
import PledgeScreen from './PledgeScreen.vue'
import ProveChildrenScreen from './ProveChildrenScreen.vue'
import ProveStatusScreen from './ProveStatusScreen.vue'
import VerifyPledgeScreen from './VerifyPledgeScreen.vue'
import WishedScreen from './WishedScreen.vue'
import WorkScreen from './WorkScreen.vue'

export const office: ScreensOf<'office'> = {
  work: WorkScreen,
  pledge: PledgeScreen,
  'verify-pledge': VerifyPledgeScreen,
  'prove-status': ProveStatusScreen,
  'prove-children': ProveChildrenScreen,
  opinion: OpinionScreen,
  'ask-office': AskOfficeScreen,
  wished: WishedScreen,
}

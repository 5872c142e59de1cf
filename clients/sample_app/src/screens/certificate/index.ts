import type { ScreensOf } from '../../window/route'
import AcceptedScreen from './AcceptedScreen.vue'
import AskVoidScreen from './AskVoidScreen.vue'
import CaseScreen from './CaseScreen.vue'
import DeliveryScreen from './DeliveryScreen.vue'
import HandoverScreen from './HandoverScreen.vue'
import IssueScreen from './IssueScreen.vue'
import MendScreen from './MendScreen.vue'
import PapersScreen from './PapersScreen.vue'
import ReissueScreen from './ReissueScreen.vue'
import SpoiledScreen from './SpoiledScreen.vue'

export const certificate: ScreensOf<'certificate'> = {
  accepted: AcceptedScreen,
  issue: IssueScreen,
  handover: HandoverScreen,
  papers: PapersScreen,
  case: CaseScreen,
  spoiled: SpoiledScreen,
  reissue: ReissueScreen,
  mend: MendScreen,
  'ask-void': AskVoidScreen,
  delivery: DeliveryScreen,
}

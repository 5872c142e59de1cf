import type { ScreensOf } from '../../window/route'
import AcceptedScreen from './AcceptedScreen.vue'
import HandoverScreen from './HandoverScreen.vue'
import IssueScreen from './IssueScreen.vue'
import PapersScreen from './PapersScreen.vue'

export const certificate: ScreensOf<'certificate'> = {
  accepted: AcceptedScreen,
  issue: IssueScreen,
  handover: HandoverScreen,
  papers: PapersScreen,
}

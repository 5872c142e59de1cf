import type { ScreensOf } from '../../window/route'
import AmendScreen from './AmendScreen.vue'
import ContinueScreen from './ContinueScreen.vue'
import CoupleScreen from './CoupleScreen.vue'
import HomeScreen from './HomeScreen.vue'
import MaterialsScreen from './MaterialsScreen.vue'
import QuestionScreen from './QuestionScreen.vue'
import ResultScreen from './ResultScreen.vue'
import VerifyScreen from './VerifyScreen.vue'
import WishScreen from './WishScreen.vue'

export const intake: ScreensOf<'intake'> = {
  home: HomeScreen,
  couple: CoupleScreen,
  continue: ContinueScreen,
  question: QuestionScreen,
  materials: MaterialsScreen,
  result: ResultScreen,
  amend: AmendScreen,
  verify: VerifyScreen,
  wish: WishScreen,
}

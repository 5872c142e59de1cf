import type { ScreensOf } from '../../window/route'
import BringScreen from './BringScreen.vue'
import ConfirmScreen from './ConfirmScreen.vue'
import DecideScreen from './DecideScreen.vue'
import DuplicateScreen from './DuplicateScreen.vue'
import TabletsScreen from './TabletsScreen.vue'
import VoidElsewhereScreen from './VoidElsewhereScreen.vue'
import VoidScreen from './VoidScreen.vue'
import WindowScreen from './WindowScreen.vue'

export const desk: ScreensOf<'desk'> = {
  window: WindowScreen,
  decide: DecideScreen,
  confirm: ConfirmScreen,
  void: VoidScreen,
  duplicate: DuplicateScreen,
  'void-elsewhere': VoidElsewhereScreen,
  tablets: TabletsScreen,
  bring: BringScreen,
}

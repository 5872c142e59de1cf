import type { ScreensOf } from '../../window/route'
import SyncScreen from './SyncScreen.vue'

export const sync: ScreensOf<'sync'> = {
  sync: SyncScreen,
}

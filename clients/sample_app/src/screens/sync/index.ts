import type { ScreensOf } from '../../window/route'
import PeopleScreen from './PeopleScreen.vue'
import SyncScreen from './SyncScreen.vue'

export const sync: ScreensOf<'sync'> = {
  sync: SyncScreen,
  people: PeopleScreen,
}

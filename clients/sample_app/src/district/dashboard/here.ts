/** The name of the area that is looked at, for titles and files. */
import { ref } from 'vue'
import type { Area } from './figures'

export const here = ref<Area>()

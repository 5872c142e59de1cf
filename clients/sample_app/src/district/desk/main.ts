import '../../tokens.css'
import '../../base.css'
import '../district.css'
import './desk.css'
import { createApp } from 'vue'
import Desk from './Desk.vue'

createApp(Desk).mount('#app')

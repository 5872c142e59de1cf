import '../../tokens.css'
import '../district.css'
import './dashboard.css'
import { createApp } from 'vue'
import Dashboard from './Dashboard.vue'

createApp(Dashboard).mount('#app')

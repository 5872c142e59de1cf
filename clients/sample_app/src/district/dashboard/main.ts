import '../../tokens.css'
import '../../base.css'
import '../district.css'
import './dashboard.css'
import './tiles.css'
import './tables.css'
import './charts.css'
import './bulletin.css'
import { createApp } from 'vue'
import Dashboard from './Dashboard.vue'

createApp(Dashboard).mount('#app')

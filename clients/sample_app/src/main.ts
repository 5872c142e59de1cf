import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import 'vant/es/overlay/index.css'
import 'vant/es/popup/index.css'
import 'vant/es/toast/index.css'
import 'vant/es/dialog/index.css'
import './tokens.css'
import './base.css'
import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { tellUnexpected } from './window/failure'
import { followAddress } from './window/route'
import { takeWhatWasFetched } from './window/update'

followAddress()
const app = createApp(App)
app.config.errorHandler = tellUnexpected
window.addEventListener('unhandledrejection', ({ reason }) => tellUnexpected(reason))
app.mount('#app')
void takeWhatWasFetched()

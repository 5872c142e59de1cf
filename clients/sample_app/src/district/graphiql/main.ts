import '../../tokens.css'
import 'graphiql/graphiql.css'
import './graphiql.css'
import { setNonce } from 'get-nonce'
import { createApp } from 'vue'
import GraphiqlPage from './GraphiqlPage.vue'

const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')
setNonce(nonce?.content ?? '') // GraphiQL's dialogs keep the page from scrolling by a style of their own
createApp(GraphiqlPage).mount('#app')

import { subscribe } from './socket.js'
import { WORDS } from './words.js'

const IS_SUBSCRIPTION = /^\s*(#[^\n]*\n\s*)*subscription\b/
const MOST_FOUND = 60
const at = (id) => document.getElementById(id)
let language = navigator.language.startsWith('zh') ? 'zh' : 'en'
let token = ''
let stop = () => {}
let examples = []
let parts = []

const say = (word, ...given) => WORDS[language][word].replace(/\{(\d)\}/g, (_, n) => given[n] ?? '')
const state = (word, ...given) => (at('state').textContent = word ? say(word, ...given) : '')
const show = (answer) => (at('answer').textContent = JSON.stringify(answer, null, 2))

async function ask(operation) {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) }
  const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(operation) })
  return answer.json()
}

function busy(isBusy) {
  at('run').disabled = isBusy
  at('stop').disabled = !isBusy
}

async function run() {
  stop()
  let variables
  try {
    variables = JSON.parse(at('variables').value || '{}')
  } catch (problem) {
    return state('notJson', problem.message)
  }
  const operation = { query: at('query').value, variables }
  busy(true)
  if (IS_SUBSCRIPTION.test(operation.query)) return listen(operation)
  state('running')
  const begun = performance.now()
  const ended = new AbortController()
  stop = () => ended.abort()
  try {
    const answer = await ask(operation)
    if (ended.signal.aborted) return
    show(answer)
    state(...(answer.errors ? ['failed', answer.errors[0].message] : ['done', Math.round(performance.now() - begun)]))
  } catch {
    state('unreachable')
  } finally {
    busy(false)
  }
}

function listen(operation) {
  state('live')
  stop = subscribe(token, operation, {
    next: show,
    ended: (told) => {
      busy(false)
      stop = () => {}
      if (told) state('closed', told.code, told.reason)
      else state('')
    },
  })
}

async function signIn(event) {
  event.preventDefault()
  const form = new FormData(at('sign-in'))
  const query =
    'mutation($username: String!, $password: String!) { signIn(username: $username, password: $password) { token person { displayName role } } }'
  try {
    const { data, errors } = await ask({ query, variables: Object.fromEntries(form) })
    if (errors) return state(errors[0].extensions.code === 'unauthorized' ? 'noSignIn' : 'failed', errors[0].message)
    token = data.signIn.token
    at('sign-in').reset()
    showPerson(`${data.signIn.person.displayName}（${data.signIn.person.role}）`)
    state('')
  } catch {
    state('unreachable')
  }
}

function showPerson(name) {
  at('person').firstElementChild.textContent = name
  at('person').hidden = !name
  at('sign-in').hidden = Boolean(name)
}

function signOut() {
  stop()
  token = ''
  at('answer').textContent = ''
  showPerson('')
}

function draw() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  for (const one of document.querySelectorAll('[data-word]')) one.textContent = say(one.dataset.word)
  at('language').textContent = say('other')
  const chosen = at('examples').selectedIndex
  at('examples').replaceChildren(...examples.map((one) => new Option(one[language], one.name)))
  at('examples').selectedIndex = Math.max(0, chosen)
  find()
}

function choose() {
  const example = examples.find((one) => one.name === at('examples').value)
  if (!example) return
  at('query').value = example.query
  at('variables').value = '{}'
}

function find() {
  const wanted = at('search').value.trim().toLowerCase()
  const found = parts.filter(([name, said]) => `${name} ${said}`.toLowerCase().includes(wanted)).slice(0, MOST_FOUND)
  const shown = found.flatMap(([name, said]) => {
    const [term, words] = [document.createElement('dt'), document.createElement('dd')]
    term.textContent = name
    words.textContent = said
    return [term, words]
  })
  at('found').replaceChildren(...shown)
}

async function learn() {
  const query =
    '{ __schema { types { name description fields { name description args { name } } inputFields { name description } enumValues { name description } } } }'
  const { data } = await ask({ query })
  const types = data.__schema.types.filter((one) => !one.name.startsWith('__') && one.description)
  const first = ['Query', 'Mutation', 'Subscription']
  types.sort((a, b) => first.includes(b.name) - first.includes(a.name))
  parts = types.flatMap((type) => [
    [type.name, type.description],
    ...[...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])].map((one) => [
      `${type.name}.${one.name}${one.args?.length ? `(${one.args.map((arg) => arg.name).join(', ')})` : ''}`,
      one.description ?? '',
    ]),
  ])
}

at('sign-in').addEventListener('submit', signIn)
at('person').querySelector('button').addEventListener('click', signOut)
at('examples').addEventListener('change', choose)
at('search').addEventListener('input', find)
at('run').addEventListener('click', run)
at('stop').addEventListener('click', () => stop())
at('query').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run()
})
at('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh'
  draw()
})
draw()
examples = await (await fetch('/graphql/examples.json')).json()
await learn()
draw()
choose()

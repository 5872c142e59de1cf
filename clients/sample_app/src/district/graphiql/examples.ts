/** The hub's examples as a list beside the editor: each opens in a tab of its own. */
import { type GraphiQLPlugin, useEditorContext } from '@graphiql/react'
import { createElement as h, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { t } from '../words'
import { EXAMPLES } from './words'

/** `zh` and `en` say what it is for. */
interface Example {
  name: string
  zh: string
  en: string
  query: string
}

export const examplesPlugin: GraphiQLPlugin = {
  title: `${EXAMPLES.zh} ${EXAMPLES.en}`,
  icon: () =>
    h(
      'svg',
      { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
      h('path', { d: 'M4 4h16v16H4z M8 9h8 M8 12.5h8 M8 16h5' }),
    ),
  content: ExampleList,
}

function ExampleList() {
  const { addTab, queryEditor } = useEditorContext({ nonNull: true })
  const [examples, setExamples] = useState<Example[]>([])
  const [problem, setProblem] = useState('')
  useEffect(() => {
    fetchExamples().then(setExamples, () => setProblem(t('unreachable')))
  }, [])

  function open({ query }: Example) {
    flushSync(addTab) // the editor shows the new tab before it is filled
    queryEditor?.setValue(query)
    queryEditor?.focus()
  }

  return h(
    'section',
    { className: 'examples', 'aria-label': examplesPlugin.title },
    h('h2', null, examplesPlugin.title),
    problem && h('p', { role: 'alert' }, problem),
    ...examples.map((one) =>
      h(
        'button',
        { key: one.name, type: 'button', 'data-test': `example-${one.name}`, onClick: () => open(one) },
        h('span', { lang: 'zh-CN' }, one.zh),
        h('span', { lang: 'en' }, one.en),
      ),
    ),
  )
}

async function fetchExamples(): Promise<Example[]> {
  const answer = await fetch('/graphql/examples.json')
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

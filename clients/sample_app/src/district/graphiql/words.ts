import { speaker } from '../../i18n/language'
import type { Words } from '../../i18n/words'

export const EXAMPLES = { zh: '例子', en: 'Examples' }

const WORDS = {
  title: { zh: '一次办 · GraphQL', en: 'Yici · GraphQL' },
} satisfies Words

/** What stands in a tab that is new: both languages, as it stays when the language is changed. */
export const WELCOME = `# 在左边选一个例子，或在这里写查询。
# 按 Ctrl+回车 执行。
# Choose an example on the left,
# or write a query here.
# Ctrl+Enter runs it.

`

export const t = speaker(WORDS)

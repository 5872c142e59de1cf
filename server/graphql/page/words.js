/** What stands on the page, in both languages. */
export const WORDS = {
  zh: {
    title: '一次办 · GraphQL', name: '登录名', password: '密码', signIn: '登录', signOut: '退出',
    examples: '示例', query: '查询', variables: '变量（JSON）', run: '执行（Ctrl+回车）', stop: '停止',
    answer: '结果', explained: '说明', search: '按名称或说明查找', other: 'English',
    running: '正在执行…', live: '有变化就更新；按“停止”结束', done: '完成，用时 {0} 毫秒',
    failed: '没有成功：{0}', noSignIn: '登录名或密码不对', notJson: '变量不是 JSON：{0}', closed: '连接已断开（{0}）：{1}',
    unreachable: '连不上服务器，请检查网络后再试',
  },
  en: {
    title: 'Yici · GraphQL', name: 'Name', password: 'Password', signIn: 'Sign in', signOut: 'Sign out',
    examples: 'Examples', query: 'Query', variables: 'Variables (JSON)', run: 'Run (Ctrl+Enter)', stop: 'Stop',
    answer: 'Answer', explained: 'What there is', search: 'Find by name or by what is said of it', other: '中文',
    running: 'Running…', live: 'Renewed as things change, until you press “Stop”', done: 'Done in {0} ms',
    failed: 'It did not work: {0}', noSignIn: 'Name or password is wrong', notJson: 'The variables are no JSON: {0}',
    closed: 'The connection ended ({0}): {1}', unreachable: 'The hub cannot be reached: look at the network and try again',
  },
}

'use strict'
/** What the page says in the Chinese of the mainland and of Taiwan, by what it says in English. */
const WORDS = {
  Clear: ['清除', '清除'],
  Close: ['关闭', '關閉'],
  Conversations: ['会话', '對話'],
  Delete: ['删除', '刪除'],
  'Export my data': ['导出我的数据', '匯出我的資料'],
  Message: ['消息', '訊息'],
  Messages: ['消息', '訊息'],
  Name: ['用户名', '使用者名稱'],
  New: ['新', '新'],
  'New conversation': ['新会话', '新對話'],
  'Not now': ['暂不', '暫不'],
  Password: ['密码', '密碼'],
  'Personality of your companion': ['你的伙伴的性格', '你的夥伴的性格'],
  'Please sign in.': ['请登录。', '請登入。'],
  'A suggestion': ['建议', '建議'],
  Save: ['保存', '儲存'],
  'Saved.': ['已保存。', '已儲存。'],
  'Say hello: your companion answers.': ['打个招呼吧，你的伙伴会回复你。', '打聲招呼吧，你的夥伴會回覆你。'],
  Send: ['发送', '傳送'],
  Settings: ['设置', '設定'],
  'Sign in': ['登录', '登入'],
  'Sign out': ['退出登录', '登出'],
  'The conversation was deleted.': ['会话已删除。', '對話已刪除。'],
  'The export could not be made.': ['导出失败。', '匯出失敗。'],
  'The server does not answer. Try again in a moment.': [
    '服务器没有响应，请稍后再试。',
    '伺服器沒有回應，請稍後再試。',
  ],
  'Thinking…': ['正在思考…', '正在思考…'],
  Undo: ['撤销', '復原'],
  'Use it': ['采用', '採用'],
  'Write something': ['写点什么', '寫點什麼'],
  'You are warm and curious. You remember what matters to me.': [
    '你温暖而好奇，记得对我重要的事。',
    '你溫暖而好奇，記得對我重要的事。',
  ],
}

const isTraditional = /^zh-(hant|tw|hk|mo)/i.test(navigator.language)
const isChinese = /^zh/i.test(navigator.language)

/** The same in the language of the browser; what is not known stays English. */
const say = (english) => (isChinese && WORDS[english]?.[isTraditional ? 1 : 0]) || english

/** Puts the page itself into it. */
function translatePage() {
  if (!isChinese) return
  document.documentElement.lang = isTraditional ? 'zh-TW' : 'zh-CN'
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim()
    if (words !== '') texts.currentNode.data = texts.currentNode.data.replace(words, say(words))
  }
  for (const name of ['aria-label', 'placeholder'])
    for (const element of document.querySelectorAll(`[${name}]`))
      element.setAttribute(name, say(element.getAttribute(name)))
}
translatePage()

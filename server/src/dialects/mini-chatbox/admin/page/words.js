const KEPT = 'mini-chatbox.language'

const chinese = {
  '“{0}” was deleted.': '“{0}”已删除。',
  '{0} archived': '{0} 个已归档',
  '{0} bytes': '{0} 字节',
  '{0} can be used.': '现在有 {0}可用。',
  '{0} conversation': '{0} 个会话',
  '{0} conversations': '{0} 个会话',
  '{0} document': '{0} 个文档',
  '{0} documents': '{0} 个文档',
  '{0} in {1}, found by words': '{0}，共 {1}，按字词查找',
  '{0} in {1}, found by words and by meaning ({2})': '{0}，共 {1}，按字词和语义查找（{2}）',
  '{0} message': '{0} 条消息',
  '{0} messages': '{0} 条消息',
  '{0} passage': '{0} 个段落',
  '{0} passages': '{0} 个段落',
  '{0} tool': '{0} 个工具',
  '{0} tools': '{0} 个工具',
  '{0}, {1}, {2} archived': '{0}，{1}，其中 {2} 个已归档',
  'A model is connected.': '已连接模型。',
  'Add a document to {0}': '向“{0}”添加文档',
  'Add project': '添加项目',
  'Add server': '添加服务器',
  'Add source': '添加知识源',
  Address: '地址',
  'Address of the provider': '模型服务的地址',
  Administration: '管理',
  'Back to the defaults': '恢复默认设置',
  Back: '返回',
  Cancel: '取消',
  Conversations: '会话',
  'Delete “{0}”? This cannot be undone.': '确定删除“{0}”？此操作无法撤销。',
  Delete: '删除',
  Description: '说明',
  'Documents are found by meaning, too, with {0}.': '文档也按语义查找，所用模型为 {0}。',
  'Documents are found by their words alone.': '文档仅按字词查找。',
  'E-mail address or name': '邮箱地址或用户名',
  Key: '密钥',
  'Key, where it wants one': '密钥（如需要）',
  'Knowledge source deleted successfully': '知识源已删除',
  'Loading…': '正在加载…',
  'Look again': '重新获取',
  'Mini Chatbox · Administration': 'Mini Chatbox · 管理',
  Model: '模型',
  Name: '名称',
  'Name of a new source': '新知识源的名称',
  'No description': '暂无说明',
  'No document is in it yet.': '还没有文档。',
  'No model is connected: the offline one answers.': '尚未连接模型，由离线模型回答。',
  'Nobody has said anything yet.': '还没有人说过话。',
  'Nothing was said yet.': '还没有内容。',
  Password: '密码',
  Projects: '项目',
  Read: '查看',
  Save: '保存',
  Settings: '设置',
  'Settings updated successfully': '设置已保存',
  'Sign in': '登录',
  "Sign in as an admin of this server's first organisation.": '请用本服务器首个组织的管理员账号登录。',
  'Sign out': '退出登录',
  Sources: '知识源',
  'The document is being read…': '正在读取文档…',
  'The document was read: {0}.': '文档已读取：{0}。',
  'The knowledge source still has documents. Delete or move them first.':
    '该知识源中还有文档，请先删除或移走它们。',
  'The name or the password is wrong.': '用户名或密码错误。',
  'The server answered {0}.': '服务器返回了 {0}。',
  'The server was added.': '服务器已添加。',
  'The server was added, but not reached: {0}.': '服务器已添加，但无法连接：{0}。',
  'The settings are as they were at first.': '设置已恢复为初始状态。',
  'There is no project yet.': '还没有项目。',
  'There is no source yet.': '还没有知识源。',
  'There is no tool server yet. Programs are named by the operator of Parley alone.':
    '还没有工具服务器。本机程序只能由 Parley 的运维人员指定。',
  'Tool servers': '工具服务器',
  'You may not do this.': '您没有权限执行此操作。',
  archived: '已归档',
  assistant: '助手',
  failed: '失败',
  ingested: '已收录',
  'none is set here': '此处未设置',
  'not reached ({0})': '无法连接（{0}）',
  'not tried yet': '尚未尝试',
  processing: '处理中',
  ready: '就绪',
  system: '系统',
  user: '用户',
}

/** `en` or `zh-CN`: what somebody chose here, else what their browser wants first. */
export function language() {
  const chosen = localStorage.getItem(KEPT)
  if (chosen === 'en' || chosen === 'zh-CN') return chosen
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export const choose = (tongue) => localStorage.setItem(KEPT, tongue)

/** English words as they stand, or in Chinese where that is wanted and known; `{0}` is what comes after them. */
export function say(words, ...values) {
  const known = language() === 'zh-CN' && Object.hasOwn(chinese, words) ? chinese[words] : words
  return known.replace(/\{(\d)\}/g, (whole, at) => (at in values ? String(values[at]) : whole))
}

import { modelFailuresZhCN } from './model-failures.ts'
import { formatFileSize } from '../file-size.ts'
import type { FaultMessages } from './en.ts'

const reasons: Record<string, string> = {
  ...modelFailuresZhCN,
  budget: '预算已用完，没有调用模型。',
  blocked: '这里不再接收您的消息。',
  'no-space': '服务器的存储空间已满，请联系管理者清理。',
  held: '此会话现在由人工回答。',
  'not-assigned': '此会话现在没有人接手。',
  'assigned-to-another': '此会话由其他人接手了。',
  'answer-in-inbox': '这是别人的会话：请在收件箱回答。',
  kept: '会话由谁在何时接手的记录会保留，不能删除。',
  'no-operator': '其中有成员不是客服。',
  'default-team': '请先把另一个团队设为默认团队。',
  'no-question': '还没有需要回答的内容。',
  'no-agent': '这个会话没有智能体在回答，没有可用的知识。',
  'no-model': '没有接入能做这件事的语言模型。',
  'no-words': '其中没有文字。',
  'no-transcriber': '这里不转写语音：没有设置相应的模型。',
  'no-speaker': '这里不朗读：没有设置相应的模型。',
  'picture-unreadable': '图片无法打开：可能已损坏、太大，或是这里不支持的格式。',
  unreadable: '文件无法读取：可能已损坏，或与文件名所示的格式不符。',
}

export const faultsZhCN: FaultMessages = {
  offline: '无法连接服务器，请检查网络。',
  invalid_input: '有内容未被接受。',
  unauthenticated: '登录已失效，请重新登录。',
  forbidden: '您没有权限这样做。',
  not_found: '它不存在，或者已经不在了。',
  conflict: '别人抢先了一步，或者它已经存在。',
  precondition_failed: '目前的状态下不能这样做。',
  limit_reached: '已达到这台服务器的上限。',
  rate_limited: '操作过于频繁，请稍候。',
  too_large: '内容太大了。',
  upstream_failed: '模型没能回答，请重试。',
  unavailable: '服务器暂时无法处理，请稍后再试。',
  internal: '服务器出了问题。',
  request: (id) => `编号 ${id}`,
  tooLargeBy: (limitBytes) => `内容太大了，最多 ${formatFileSize(limitBytes, 'zh-CN')}。`,
  detail: (sentence) => `（服务器说明：${sentence}）`,
  reasons,
  adminTold: '已通知管理员。',
  fixInModels: '到“设置 → 模型”处理',
  providerSaid: (words) => `提供方的说明：${words}`,
}

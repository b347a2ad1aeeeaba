import type { RuleMessages } from './en.ts'

export const rulesZhCN: RuleMessages = {
  ofTenant: '智能体可以调用什么',
  hint: '没有规则时，不改变任何内容的工具直接调用，其余的先询问。多条规则指向同一工具时，以最严格的为准。* 代表任意内容。',
  hosts: '链接可以指向何处',
  hostsHint:
    '回答一旦参考了外部内容（文档、文件、网页、他人的工具），其中的链接就可能把读到的内容带走。只有指向以下主机的链接仍可点击，每行一个；*.example.com 代表其下的所有主机。会话中由人提到的主机也保持可点击。',
  hostsField: '主机',
  hostsSave: '保存主机',
  hostsSaved: '对今后的回答生效。',
  ofAgent: '此智能体可以调用什么',
  agentHint: '在组织规则之外生效，立即起作用，对已发布的版本也一样。',
  rule: (number) => `规则 ${number}`,
  pattern: '工具',
  verdict: '处理方式',
  allow: '直接调用',
  ask: '询问人员',
  deny: '从不调用',
  allowTainted: '读取外部文本之后也允许，即使调用可能是那些文本要求的',
  personMayDecide: '访客和最终用户可以自行批准',
  remove: (number) => `删除规则 ${number}`,
  add: '添加规则',
  save: '保存规则',
  saved: '规则从下一次调用起生效。',
}

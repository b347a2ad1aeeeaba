import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'
import { projectsEn } from './projects/en.ts'
import { projectsZhCN } from './projects/zh-cn.ts'
import { projectsZhTW } from './projects/zh-tw.ts'
import { selectingEn } from './selecting/en.ts'
import { sharingEn } from './sharing/en.ts'
import { selectingZhCN } from './selecting/zh-cn.ts'
import { sharingZhCN } from './sharing/zh-cn.ts'
import { selectingZhTW } from './selecting/zh-tw.ts'
import { sharingZhTW } from './sharing/zh-tw.ts'
import { auditEn } from './audit/en.ts'
import { auditZhCN } from './audit/zh-cn.ts'
import { auditZhTW } from './audit/zh-tw.ts'
import { budgetsEn } from './budgets/en.ts'
import { budgetsZhCN } from './budgets/zh-cn.ts'
import { budgetsZhTW } from './budgets/zh-tw.ts'
import { cannedEn } from './canned/en.ts'
import { cannedZhCN } from './canned/zh-cn.ts'
import { cannedZhTW } from './canned/zh-tw.ts'
import { customToolsEn } from './custom-tools/en.ts'
import { customToolsZhCN } from './custom-tools/zh-cn.ts'
import { customToolsZhTW } from './custom-tools/zh-tw.ts'
import { mcpEndpointEn } from './mcp-endpoint/en.ts'
import { mcpEndpointZhCN } from './mcp-endpoint/zh-cn.ts'
import { mcpEndpointZhTW } from './mcp-endpoint/zh-tw.ts'
import { copilotEn } from './copilot/en.ts'
import { copilotZhCN } from './copilot/zh-cn.ts'
import { copilotZhTW } from './copilot/zh-tw.ts'
import { contactsEn } from './contacts/en.ts'
import { contactsZhCN } from './contacts/zh-cn.ts'
import { contactsZhTW } from './contacts/zh-tw.ts'
import { proactivePagesEn } from './proactive-pages/en.ts'
import { proactivePagesZhCN } from './proactive-pages/zh-cn.ts'
import { proactivePagesZhTW } from './proactive-pages/zh-tw.ts'
import { jobsEn } from './jobs/en.ts'
import { jobsZhCN } from './jobs/zh-cn.ts'
import { jobsZhTW } from './jobs/zh-tw.ts'
import { inboxEn } from './inbox/en.ts'
import { inboxZhCN } from './inbox/zh-cn.ts'
import { inboxZhTW } from './inbox/zh-tw.ts'
import { memoryEn } from './memory/en.ts'
import { modelsEn } from './models/en.ts'
import { sitesEn } from './sites/en.ts'
import { errorMessagesEn } from './error-messages/en.ts'
import { usageEn } from './usage/en.ts'
import { memoryZhCN } from './memory/zh-cn.ts'
import { modelsZhCN } from './models/zh-cn.ts'
import { sitesZhCN } from './sites/zh-cn.ts'
import { errorMessagesZhCN } from './error-messages/zh-cn.ts'
import { usageZhCN } from './usage/zh-cn.ts'
import { memoryZhTW } from './memory/zh-tw.ts'
import { modelsZhTW } from './models/zh-tw.ts'
import { sitesZhTW } from './sites/zh-tw.ts'
import { errorMessagesZhTW } from './error-messages/zh-tw.ts'
import { usageZhTW } from './usage/zh-tw.ts'
import { inviteEn } from './invite/en.ts'
import { inviteZhCN } from './invite/zh-cn.ts'
import { inviteZhTW } from './invite/zh-tw.ts'
import { toolsEn } from './tools/en.ts'
import { toolsZhCN } from './tools/zh-cn.ts'
import { toolsZhTW } from './tools/zh-tw.ts'
import { consentEn } from './consent/en.ts'
import { consentZhCN } from './consent/zh-cn.ts'
import { consentZhTW } from './consent/zh-tw.ts'
import { rulesEn } from './rules/en.ts'
import { rulesZhCN } from './rules/zh-cn.ts'
import { rulesZhTW } from './rules/zh-tw.ts'
import { channelsEn } from './channels/en.ts'
import { channelsZhCN } from './channels/zh-cn.ts'
import { channelsZhTW } from './channels/zh-tw.ts'
import { webhooksEn } from './webhooks/en.ts'
import { webhooksZhCN } from './webhooks/zh-cn.ts'
import { webhooksZhTW } from './webhooks/zh-tw.ts'
import { teamsEn } from './teams/en.ts'
import { teamsZhCN } from './teams/zh-cn.ts'
import { teamsZhTW } from './teams/zh-tw.ts'
import { evalsEn } from './evals/en.ts'
import { widgetsEn } from './widgets/en.ts'
import { evalsZhCN } from './evals/zh-cn.ts'
import { widgetsZhCN } from './widgets/zh-cn.ts'
import { evalsZhTW } from './evals/zh-tw.ts'
import { widgetsZhTW } from './widgets/zh-tw.ts'

type Message = string | ((...values: never[]) => string)

/** All messages by their path, such as `general.save`. Functions are called with sample values. */
function messagesIn(table: object, above = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(table) as [string, Message | object][]) {
    const place = above === '' ? key : `${above}.${key}`
    if (typeof value === 'string') found.set(place, value)
    else if (typeof value === 'function')
      found.set(place, (value as (...values: unknown[]) => string)(7, 8, 9))
    else for (const [inner, message] of messagesIn(value, place)) found.set(inner, message)
  }
  return found
}

/** The same in every language: names and signs. */
const alike = /^general\.product$/
const HAN = /\p{Script=Han}/u
const LETTERS = /\p{Letter}/u

const english = messagesIn({
  ...en,
  work: jobsEn,
  ofProjects: projectsEn,
  ofSharing: sharingEn,
  ofSelecting: selectingEn,
  budgets: budgetsEn,
  canned: cannedEn,
  customTools: customToolsEn,
  doors: mcpEndpointEn,
  copilot: copilotEn,
  proactivePages: proactivePagesEn,
  contacts: contactsEn,
  inbox: inboxEn,
  audit: auditEn,
  sites: sitesEn,
  ofMemory: memoryEn,
  ofModels: modelsEn,
  ofEvals: evalsEn,
  ofWidgets: widgetsEn,
  ofUsage: usageEn,
  errorMessages: errorMessagesEn,
  tools: toolsEn,
  consent: consentEn,
  rules: rulesEn,
  webhooks: webhooksEn,
  ofChannels: channelsEn,
  invite: inviteEn,
  teams: teamsEn,
})
const simple = messagesIn({
  ...zhCN,
  work: jobsZhCN,
  ofProjects: projectsZhCN,
  ofSharing: sharingZhCN,
  ofSelecting: selectingZhCN,
  budgets: budgetsZhCN,
  canned: cannedZhCN,
  customTools: customToolsZhCN,
  doors: mcpEndpointZhCN,
  copilot: copilotZhCN,
  proactivePages: proactivePagesZhCN,
  contacts: contactsZhCN,
  inbox: inboxZhCN,
  audit: auditZhCN,
  sites: sitesZhCN,
  ofMemory: memoryZhCN,
  ofModels: modelsZhCN,
  ofEvals: evalsZhCN,
  ofWidgets: widgetsZhCN,
  ofUsage: usageZhCN,
  errorMessages: errorMessagesZhCN,
  tools: toolsZhCN,
  consent: consentZhCN,
  rules: rulesZhCN,
  webhooks: webhooksZhCN,
  ofChannels: channelsZhCN,
  invite: inviteZhCN,
  teams: teamsZhCN,
})
const full = messagesIn({
  ...zhTW,
  work: jobsZhTW,
  ofProjects: projectsZhTW,
  ofSharing: sharingZhTW,
  ofSelecting: selectingZhTW,
  budgets: budgetsZhTW,
  canned: cannedZhTW,
  customTools: customToolsZhTW,
  doors: mcpEndpointZhTW,
  copilot: copilotZhTW,
  proactivePages: proactivePagesZhTW,
  contacts: contactsZhTW,
  inbox: inboxZhTW,
  audit: auditZhTW,
  sites: sitesZhTW,
  ofMemory: memoryZhTW,
  ofModels: modelsZhTW,
  ofEvals: evalsZhTW,
  ofWidgets: widgetsZhTW,
  ofUsage: usageZhTW,
  errorMessages: errorMessagesZhTW,
  tools: toolsZhTW,
  consent: consentZhTW,
  rules: rulesZhTW,
  webhooks: webhooksZhTW,
  ofChannels: channelsZhTW,
  invite: inviteZhTW,
  teams: teamsZhTW,
})

test.each([
  ['zh-CN', simple],
  ['zh-TW', full],
])('%s is complete and translated', (_language, found) => {
  expect([...found.keys()].sort()).toEqual([...english.keys()].sort())
  for (const [place, message] of found) {
    if (alike.test(place) || !LETTERS.test(english.get(place) ?? '')) continue
    expect(message.trim(), place).not.toBe('')
    expect(message, place).not.toBe(english.get(place))
    expect(message, place).toMatch(HAN)
  }
})

test('the two Chinese tables are not copies of each other', () => {
  const simplified = [...simple.values()].join('')
  const traditional = [...full.values()].join('')
  // Characters that only one of the two scripts has.
  expect(traditional).not.toMatch(/[这来对时个说为发网络编辑样会删选项员务]/u)
  expect(simplified).not.toMatch(/[這來對時個說為發網絡編輯樣會刪選項員務]/u)
})

import { blankConfiguration } from '#contract/shapes/agent.ts'
import { AgentTemplateList, ListTemplates, type TemplateLanguage } from '#contract/shapes/agent-file.ts'
import { query } from '#kernel/use-case.ts'
import { templatesEn } from './templates-en.ts'
import { templatesZhCn } from './templates-zh-cn.ts'
import { templatesZhTw } from './templates-zh-tw.ts'
import type { Template, TemplateId } from './template.ts'

const told: Record<TemplateLanguage, Record<TemplateId, Template>> = {
  en: templatesEn,
  'zh-CN': templatesZhCn,
  'zh-TW': templatesZhTw,
}

/** Lists agent templates in a language. */
export const listTemplates = query({
  name: 'agent-template.list',
  permission: 'agent:write',
  input: ListTemplates,
  output: AgentTemplateList,
  run: async (_context, { language }) => ({
    items: Object.entries(told[language]).map(([id, { title, description, ...configuration }]) => ({
      id,
      title,
      description,
      configuration: { ...blankConfiguration, ...configuration },
    })),
  }),
})

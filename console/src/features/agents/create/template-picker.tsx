import { Input, SimpleGrid, Text, UnstyledButton } from '@mantine/core'
import type { AgentTemplate } from '#contract/shapes/agent-file.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { useLocale } from '../../../messages/messages.tsx'
import classes from './making.module.css'

interface TemplatePickerProps {
  onPick: (template: AgentTemplate) => void
}

/** What a new agent can be begun with, in the reader's language. */
export function TemplatePicker({ onPick }: TemplatePickerProps) {
  const { messages: t, language } = useLocale()
  const templates = useResource(resource('agents.templates', { language })).value?.items
  if (!templates) return null
  return (
    <Input.Wrapper label={t.agents.beginWith} description={t.agents.beginWithHint} labelElement="div" mb="lg">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
        {templates.map((template) => (
          <UnstyledButton key={template.id} className={classes.template} onClick={() => onPick(template)}>
            <Text size="sm" fw={600}>
              {template.title}
            </Text>
            <Text size="xs" c="var(--quiet)">
              {template.description}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Input.Wrapper>
  )
}

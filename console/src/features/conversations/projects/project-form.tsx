import { Button, Group, Input, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Project, ProjectIcon } from '#contract/shapes/project.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMay } from '../../../data/me.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import { projectIcons } from './project-badge.tsx'
import own from './projects.module.css'

/** What agents are given in a project, and how it looks. */
export function ProjectForm({ project }: { project: Project }) {
  const { general, projects: t } = useProjectMessages()
  const may = useMay()
  const [facts, setFacts] = useState(() => factsOf(project))
  const set = (change: Partial<typeof facts>) => setFacts((before) => ({ ...before, ...change }))
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    await client.projects.change(project.id, { ...facts, name: facts.name.trim() || project.name })
    invalidate('project')
    toast({ text: general.saved })
  })
  const isChanged = JSON.stringify(facts) !== JSON.stringify(factsOf(project))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <fieldset className={own.fields} disabled={project.role === 'viewer'}>
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <Textarea
            label={t.told}
            description={t.toldHint}
            placeholder={t.toldExample}
            value={facts.instructions}
            onChange={(event) => set({ instructions: event.currentTarget.value })}
            autosize
            minRows={4}
            maxRows={16}
            maxLength={20_000}
            error={saidOf('instructions')}
          />
          <AgentField value={facts.agentId} onChange={(agentId) => set({ agentId })} />
          {may('knowledge:read') && (
            <KnowledgeBasesField
              value={facts.knowledgeBaseIds}
              onChange={(knowledgeBaseIds) => set({ knowledgeBaseIds })}
            />
          )}
          <TextInput
            label={t.name}
            value={facts.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={100}
            required
          />
          <Textarea
            label={t.description}
            value={facts.description}
            onChange={(event) => set({ description: event.currentTarget.value })}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={2_000}
          />
          <ColorField value={facts.color} onChange={(color) => set({ color })} />
          <IconField value={facts.icon} onChange={(icon) => set({ icon })} />
          <Group justify="flex-end" hidden={project.role === 'viewer'}>
            <Button type="submit" loading={isBusy} disabled={!isChanged || facts.name.trim() === ''}>
              {general.save}
            </Button>
          </Group>
        </Stack>
      </fieldset>
    </form>
  )
}

const factsOf = ({ name, description, color, icon, instructions, agentId, knowledgeBaseIds }: Project) => ({
  name,
  description,
  color,
  icon,
  instructions,
  agentId,
  knowledgeBaseIds,
})

interface FieldProps<T> {
  value: T
  onChange: (value: T) => void
}

function AgentField({ value, onChange }: FieldProps<string | null>) {
  const { projects: t } = useProjectMessages()
  const items = useResource(all('agents.list')).value?.items ?? []
  return (
    <Select
      label={t.answers}
      description={t.answersHint}
      placeholder={t.anyAgent}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      searchable={items.length > 8}
    />
  )
}

function KnowledgeBasesField({ value, onChange }: FieldProps<string[]>) {
  const { projects: t } = useProjectMessages()
  const items = useResource(all('knowledgeBases.list')).value?.items ?? []
  return (
    <MultiSelect
      label={t.knowledge}
      description={t.knowledgeHint}
      placeholder={value.length === 0 ? t.noKnowledge : ''}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      hidePickedOptions
      searchable
    />
  )
}

function ColorField({ value, onChange }: FieldProps<string | null>) {
  const { projects: t } = useProjectMessages()
  const colors: [string | null, string][] = [[null, t.noColor], ...Object.entries(t.colors)]
  return (
    <Input.Wrapper label={t.color} labelElement="div">
      <div className={own.swatches} role="group" aria-label={t.color}>
        {colors.map(([color, name]) => (
          <button
            key={name}
            type="button"
            className={own.swatch}
            style={color ? ({ '--swatch': color } as React.CSSProperties) : undefined}
            aria-label={name}
            title={name}
            aria-pressed={value === color}
            onClick={() => onChange(color)}
          />
        ))}
      </div>
    </Input.Wrapper>
  )
}

function IconField({ value, onChange }: FieldProps<ProjectIcon | null>) {
  const { projects: t } = useProjectMessages()
  return (
    <Input.Wrapper label={t.icon} labelElement="div">
      <div className={own.swatches} role="group" aria-label={t.icon}>
        {(Object.keys(projectIcons) as ProjectIcon[]).map((icon) => {
          const Icon = projectIcons[icon]
          return (
            <button
              key={icon}
              type="button"
              className={own.icon}
              aria-label={t.icons[icon]}
              title={t.icons[icon]}
              aria-pressed={(value ?? 'folder') === icon}
              onClick={() => onChange(icon)}
            >
              <Icon size={18} />
            </button>
          )
        })}
      </div>
    </Input.Wrapper>
  )
}

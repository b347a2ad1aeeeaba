import { Button, Group, Input, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Project, ProjectIcon } from '#contract/shapes/project.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { agents, sources } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { toast } from '../look/toasts.ts'
import { useSending } from '../settings/use-sending.ts'
import { useMay } from '../shell/me.ts'
import { useProjectWords } from '../words/projects/project-words.ts'
import { projectIcons } from './project-sign.tsx'
import own from './projects.module.css'

/** What agents are given in a project, and how it looks. */
export function ProjectForm({ project }: { project: Project }) {
  const { general, projects: said } = useProjectWords()
  const may = useMay()
  const [facts, setFacts] = useState(() => factsOf(project))
  const set = (change: Partial<typeof facts>) => setFacts((before) => ({ ...before, ...change }))
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    await client.projects.change(project.id, { ...facts, name: facts.name.trim() || project.name })
    refresh('projects')
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
          {error !== undefined && <Failure error={error} />}
          <Textarea
            label={said.told}
            description={said.toldHint}
            placeholder={said.toldExample}
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
            <SourcesField value={facts.sourceIds} onChange={(sourceIds) => set({ sourceIds })} />
          )}
          <TextInput
            label={said.name}
            value={facts.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={100}
            required
          />
          <Textarea
            label={said.description}
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

const factsOf = ({ name, description, color, icon, instructions, agentId, sourceIds }: Project) => ({
  name,
  description,
  color,
  icon,
  instructions,
  agentId,
  sourceIds,
})

interface FieldProps<T> {
  value: T
  onChange: (value: T) => void
}

function AgentField({ value, onChange }: FieldProps<string | null>) {
  const { projects: said } = useProjectWords()
  const items = useResource(agents).value?.items ?? []
  return (
    <Select
      label={said.answers}
      description={said.answersHint}
      placeholder={said.anyAgent}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      searchable={items.length > 8}
    />
  )
}

function SourcesField({ value, onChange }: FieldProps<string[]>) {
  const { projects: said } = useProjectWords()
  const items = useResource(sources).value?.items ?? []
  return (
    <MultiSelect
      label={said.knowledge}
      description={said.knowledgeHint}
      placeholder={value.length === 0 ? said.noKnowledge : ''}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      hidePickedOptions
      searchable
    />
  )
}

function ColorField({ value, onChange }: FieldProps<string | null>) {
  const { projects: said } = useProjectWords()
  const colors: [string | null, string][] = [[null, said.noColor], ...Object.entries(said.colors)]
  return (
    <Input.Wrapper label={said.color} labelElement="div">
      <div className={own.swatches} role="group" aria-label={said.color}>
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
  const { projects: said } = useProjectWords()
  return (
    <Input.Wrapper label={said.icon} labelElement="div">
      <div className={own.swatches} role="group" aria-label={said.icon}>
        {(Object.keys(projectIcons) as ProjectIcon[]).map((icon) => {
          const Icon = projectIcons[icon]
          return (
            <button
              key={icon}
              type="button"
              className={own.icon}
              aria-label={said.icons[icon]}
              title={said.icons[icon]}
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

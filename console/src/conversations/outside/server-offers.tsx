import { SegmentedControl, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { useOutsideWords } from '../../words/outside/outside-words.ts'
import { PromptList } from './prompt-list.tsx'
import { ResourceList } from './resource-list.tsx'

interface ServerOffersProps {
  servers: readonly ToolServer[]
  onFiles: (files: readonly File[]) => void
  onWords: (words: string, origin: string) => void
}

/** What servers have to read and propose to say, one server at a time. */
export function ServerOffers({ servers, onFiles, onWords }: ServerOffersProps) {
  const said = useOutsideWords()
  const [chosen, setChosen] = useState(servers[0]?.id ?? '')
  const [kind, setKind] = useState<'resources' | 'prompts'>('resources')
  return (
    <Stack>
      {servers.length > 1 && (
        <Select
          label={said.server}
          data={servers.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={(id) => id !== null && setChosen(id)}
          allowDeselect={false}
        />
      )}
      <SegmentedControl
        aria-label={said.what}
        data={[
          { value: 'resources', label: said.resources },
          { value: 'prompts', label: said.prompts },
        ]}
        value={kind}
        onChange={(next) => setKind(next as typeof kind)}
      />
      {kind === 'resources' ? (
        <ResourceList key={chosen} serverId={chosen} onFiles={onFiles} />
      ) : (
        <PromptList key={chosen} serverId={chosen} onWords={onWords} />
      )}
    </Stack>
  )
}

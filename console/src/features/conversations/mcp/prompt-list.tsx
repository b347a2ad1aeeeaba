import { useState } from 'react'
import type { ServerPrompt } from '#contract/shapes/server-offer.ts'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { PickList } from './pick-list.tsx'
import { PromptForm } from './prompt-form.tsx'

interface PromptListProps {
  serverId: string
  onText: (words: string, origin: string) => void
}

/** What a server proposes to say; what is chosen is filled in and becomes part of the message. */
export function PromptList({ serverId, onText }: PromptListProps) {
  const held = useResource(resource('toolServers.prompts', serverId))
  const [chosen, setChosen] = useState<ServerPrompt | null>(null)
  if (chosen)
    return (
      <PromptForm
        prompt={chosen}
        onBack={() => setChosen(null)}
        onFill={async (values) => {
          const { messages, origin } = await client.toolServers.fillPrompt(serverId, {
            name: chosen.name,
            values,
          })
          onText(messages.map(({ text }) => text).join('\n\n'), origin)
        }}
      />
    )
  return (
    <ResourceView of={held}>
      {({ items }) => (
        <PickList
          offers={items.map(({ name, description }) => ({ key: name, name, description }))}
          isBusy={false}
          onPick={(key) => setChosen(items.find(({ name }) => name === key) ?? null)}
        />
      )}
    </ResourceView>
  )
}

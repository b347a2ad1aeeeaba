import { Button, Menu } from '@mantine/core'
import type { AuditFilters } from '#contract/shapes/audit.ts'
import { client } from '../../../data/console-client.ts'
import { saveFile } from '../../../data/save-file.ts'
import { DownIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useAuditMessages } from '../../../messages/audit/audit-messages.ts'

/** Saves what the filters show as a file, all of it. */
export function ExportMenu({ filters }: { filters: AuditFilters }) {
  const t = useAuditMessages()
  const { audit } = t
  const save = async (format: 'csv' | 'json') => {
    toast({ text: audit.exporting })
    try {
      saveFile(await client.audit.export({ ...filters, format }))
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" rightSection={<DownIcon size={16} />}>
          {audit.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('csv')}>{audit.exportCsv}</Menu.Item>
        <Menu.Item onClick={() => void save('json')}>{audit.exportJson}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

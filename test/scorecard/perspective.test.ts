/** Labels of perspectives, and text that only has a word of them. */
import { expect, it } from 'vitest'
import { readPerspective } from '../../src/scorecard/perspective.ts'

it.each<[label: string, perspective: ReturnType<typeof readPerspective>]>([
  ['顧\n客\n構\n面', 'customer'],
  ['內\n部\n流\n程', 'internal_process'],
  ['學習 成長', 'learning_growth'],
  ['一、顧客構面 C', 'customer'],
  ['財務面(10%)', 'financial'],
  ['顧客構面（以客為尊）', 'customer'],
  ['內部流程構面：簡化作業', 'internal_process'],
  ['顧客構面為本府最重要之服務對象', null],
  ['簡化作業流程', null],
  ['新竹縣政府財務處', null],
  ['AC1.1 顧客', null],
])('%j', (label, perspective) => {
  expect(readPerspective(label)).toBe(perspective)
})

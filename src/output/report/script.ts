/** The filters of the report, as it runs in the page: plain JavaScript without any import. */
export const reportScript = `
(() => {
  const form = document.getElementById('filters')
  const cards = [...document.querySelectorAll('article.anomaly')]
  const groups = [...document.querySelectorAll('section.rule, section.document')]
  const count = document.getElementById('shown')
  const texts = new WeakMap()
  const textOf = (card) => {
    let text = texts.get(card)
    if (text === undefined) {
      text = (card.textContent + ' ' + card.dataset.rule + ' ' + card.closest('section.document').dataset.name).toLowerCase()
      texts.set(card, text)
    }
    return text
  }
  const filter = () => {
    const data = new FormData(form)
    const severities = new Set(data.getAll('severity'))
    const rule = data.get('rule'), agency = data.get('agency'), year = data.get('year')
    const words = String(data.get('search')).toLowerCase().split(/\\s+/).filter(Boolean)
    let shown = 0
    for (const card of cards) {
      const d = card.dataset
      const fits = severities.has(d.severity) && (!rule || d.rule === rule) && (!agency || d.agency === agency) &&
        (!year || d.year === year) && words.every((word) => textOf(card).includes(word))
      card.hidden = !fits
      if (fits) shown += 1
    }
    for (const group of groups) {
      const inside = group.querySelectorAll('article.anomaly')
      group.hidden = inside.length > 0 && ![...inside].some((card) => !card.hidden)
    }
    count.textContent = shown + ' / ' + cards.length
  }
  let timer = 0
  form.addEventListener('input', (event) => {
    clearTimeout(timer)
    timer = setTimeout(filter, event.target.type === 'search' ? 120 : 0)
  })
  form.addEventListener('reset', () => setTimeout(filter, 0))
  form.addEventListener('submit', (event) => event.preventDefault())
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-set]')
    if (!button) return
    const [name, value] = [button.dataset.set, button.value]
    form.elements[name].value = form.elements[name].value === value ? '' : value
    filter()
    form.scrollIntoView({ block: 'start' })
  })
  form.hidden = false
  filter()
})()
`

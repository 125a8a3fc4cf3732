// Samples for every MoJ component that the pages may use: what is rendered by real Nunjucks and
// must come out the same from the rewritten macro. A component without a sample is not rewritten.
const link = (text, more) => ({ text, href: '#', ...more })

const menu = {
  button: { text: 'Menu', classes: 'govuk-button--inverse' },
  items: [link('Move'), link('Close', { classes: 'red', attributes: { 'data-a': '1' } })],
}

const when = (timestamp, words) => ({ timestamp, type: words, text: words })

export const samples = {
  alert: [
    { title: 'success', options: { variant: 'success', title: 'Saved', text: 'It is kept' } },
    {
      title: 'heading and classes',
      options: {
        variant: 'warning',
        title: 'Overdue <now>',
        showTitleAsHeading: true,
        headingTag: 'h3',
        html: '<p>Review is late</p>',
        classes: 'extra',
        attributes: { id: 'late' },
      },
    },
    {
      title: 'dismissible',
      options: {
        variant: 'error', title: 'Stopped', dismissible: true, focusOnDismissSelector: '#main',
      },
    },
    { title: 'unknown variant', options: { variant: 'loud', title: 'Plain' } },
  ],
  badge: [
    { title: 'default', options: { text: 'Complete' } },
    { title: 'colour', options: { text: 'Late <1>', classes: 'moj-badge--red' } },
    { title: 'html', options: { html: '<b>Late</b>', attributes: { id: 'b' } } },
  ],
  banner: [
    { title: 'success', options: { type: 'success', text: 'Done', iconFallbackText: 'Yes' } },
    { title: 'warning', options: { type: 'warning', html: '<b>Late</b>', classes: 'extra' } },
    { title: 'plain', options: { text: 'Something' } },
  ],
  'button-menu': [
    { title: 'default', options: menu },
    { title: 'aligned', options: { ...menu, alignMenu: 'right', classes: 'extra' } },
  ],
  filter: [
    {
      title: 'with chosen filters',
      options: {
        heading: { text: 'Filter' },
        selectedFilters: {
          heading: { html: '<i>Chosen</i>' },
          clearLink: link('Clear'),
          categories: [
            { heading: { text: 'Strand' }, items: [link('Prevent & deter'), link('Catch')] },
            { heading: { text: 'Area' }, items: [link('North')] },
          ],
        },
        submit: { text: 'Show', attributes: { 'data-x': 'y' } },
        optionsHtml: '<p>options</p>',
        attributes: { id: 'f' },
      },
    },
    { title: 'nothing chosen', options: { heading: { text: 'Filter' }, optionsHtml: '' } },
  ],
  'identity-bar': [
    { title: 'title', options: { title: { text: 'Ann Example <1>' } } },
    {
      title: 'menus',
      options: { title: { html: '<b>A</b>' }, menus: [menu], classes: 'x', attributes: { a: 'b' } },
    },
  ],
  'interruption-card': [
    {
      title: 'two actions',
      caller: '<p>Think first</p>',
      options: {
        heading: 'Are you sure?',
        primaryAction: { text: 'Go on', href: '/on' },
        secondaryAction: { text: 'Go back', href: '/back' },
      },
    },
  ],
  'notification-badge': [
    { title: 'few', options: { text: '3', visuallyHiddenText: 'late' } },
    { title: 'many', options: { text: '120', classes: 'x' } },
    { title: 'none', options: { text: '0' } },
  ],
  'page-header-actions': [
    { title: 'heading', options: { heading: { text: 'Caseload' } } },
    {
      title: 'buttons',
      options: {
        heading: { html: '<i>C</i>', level: 2, classes: 'govuk-heading-l' },
        items: [link('Nominate', { classes: 'govuk-button--secondary' }), { text: 'Print' }],
        attributes: { id: 'p' },
      },
    },
  ],
  pagination: [
    {
      title: 'pages',
      options: {
        items: [
          { text: '1', href: '/1' },
          { text: '2', href: '/2', selected: true },
          { type: 'dots' },
          { number: 9, href: '/9' },
        ],
        results: { count: 90, from: 11, to: 20, text: 'people' },
        previous: { text: 'Previous', href: '/1' },
        next: { text: 'Next', href: '/3' },
        classes: 'x',
      },
    },
    {
      title: 'page of pages',
      options: {
        items: [{ number: 1, href: '/1', current: true }],
        results: { pages: { current: 1, count: 4 } },
      },
    },
    { title: 'count only', options: { results: { count: 3 } } },
  ],
  'primary-navigation': [
    {
      title: 'items',
      options: {
        label: 'Main',
        items: [link('Today', { active: true }), link('Caseload', { attributes: { id: 'c' } })],
      },
    },
    {
      title: 'search',
      options: { containerClasses: 'y', classes: 'x', items: [], searchHtml: '<b>s</b>' },
    },
  ],
  'progress-bar': [
    {
      title: 'steps',
      options: {
        label: 'Import',
        items: [
          { id: 'a', label: { text: 'File' }, complete: true },
          { label: { html: '<b>Columns</b>' }, active: true },
          { label: { text: 'Preview' } },
        ],
      },
    },
  ],
  search: [
    {
      title: 'inline',
      options: {
        action: '/people',
        label: { text: 'Find a person', classes: 'govuk-label--s' },
        hint: { text: 'Name or number' },
        input: { id: 'q', name: 'q', value: '<a>' },
        button: { text: 'Search' },
      },
    },
    {
      title: 'icon',
      options: {
        action: '/people', iconButton: true, classes: 'x', label: { text: 'Find' },
        input: { id: 'q' }, button: { text: 'Search', classes: 'z' },
      },
    },
    {
      title: 'stacked',
      options: {
        action: '/people', layout: 'stacked', method: 'post', label: { text: 'Find' },
        input: { id: 'q' }, button: { text: 'Search' }, csrf: { value: 'v' },
      },
    },
  ],
  'side-navigation': [
    {
      title: 'items',
      options: { label: 'Side', items: [link('Overview', { active: true }), link('Plan')] },
    },
    {
      title: 'sections',
      options: {
        classes: 'x',
        sections: [
          { heading: { text: 'Person' }, items: [link('Overview')] },
          { heading: { html: '<i>Work</i>', headingLevel: 3, classes: 'h' }, items: [] },
        ],
      },
    },
  ],
  'sub-navigation': [
    {
      title: 'items',
      options: { label: 'Sub', items: [link('Overview', { active: true }), link('Plan & <do>')] },
    },
    { title: 'classes', options: { classes: 'x', attributes: { id: 's' }, items: [link('A')] } },
  ],
  'ticket-panel': [
    {
      title: 'items',
      options: { classes: 'x', items: [{ html: '<b>A</b>', classes: 'i' }, { text: 'B' }] },
    },
  ],
  timeline: [
    {
      title: 'events',
      options: {
        attributes: { id: 't' },
        items: [
          {
            label: { text: 'Nominated' },
            byline: { text: 'A. Example' },
            datetime: when('2004-09-06T09:00:00Z', '6 September 2004'),
            text: 'By the police <b>',
          },
          {
            label: { html: '<i>Registered</i>' },
            classes: 'x',
            attributes: { id: 'r' },
            datetime: when('2004-09-07T09:00:00Z', '7 September 2004'),
            html: '<p>On the scheme</p>',
          },
        ],
      },
    },
    { title: 'heading level', options: { headingLevel: 3, classes: 'x', items: [] } },
  ],
}

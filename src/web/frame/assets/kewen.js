/**
 * What a script adds to pages that work without it: something to pick while a person types, the keyboard for that, `/` to
 * come to the box, and a button that copies.
 */
const WAIT_MS = 120;

for (const form of document.querySelectorAll('form[data-suggest]')) offerWhileTyping(form);
for (const button of document.querySelectorAll('button[data-copy]')) letCopy(button);

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select')) return;
  const box = document.querySelector('form[data-suggest] input[name="q"]');
  if (!box) return;
  event.preventDefault();
  box.focus();
});

function offerWhileTyping(form) {
  const box = form.querySelector('input[name="q"]');
  const list = document.createElement('ul');
  list.className = 'suggestions';
  list.id = `suggestions-${Math.random().toString(36).slice(2)}`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.getAttribute('aria-label'));
  form.append(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  box.setAttribute('aria-expanded', 'false');
  let timer;
  let asking;
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const mark = (next) => {
    const options = [...list.children];
    if (options.length === 0) return;
    at = (next + options.length) % options.length;
    for (const [i, option] of options.entries()) option.setAttribute('aria-selected', String(i === at));
    options[at].scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', options[at].id);
  };
  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ kind, text, of, path }, i) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${i}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        Object.assign(option.dataset, { kind, text, path });
        option.append(text);
        if (of) {
          const whose = document.createElement('small');
          whose.textContent = of;
          option.append(whose);
        }
        return option;
      }),
    );
    at = -1;
    list.hidden = suggestions.length === 0;
    box.setAttribute('aria-expanded', String(suggestions.length > 0));
  };
  const go = ({ dataset: { kind, text, path } }) => {
    if (!('embedded' in form.dataset)) location.assign(path);
    // In another site's page no browser shows any other page than the box.
    else if (kind === 'question') location.assign(`${form.action}?${new URLSearchParams({ q: text })}`);
    else window.open(path, '_blank', 'noopener');
  };
  const ask = async () => {
    asking?.abort();
    const typed = box.value.trim();
    if (typed === '') return close();
    asking = new AbortController();
    try {
      const reply = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, {
        signal: asking.signal,
      });
      if (!reply.ok) return close();
      const { suggestions } = await reply.json();
      if (document.activeElement === box) show(suggestions);
    } catch {
      // Typed on, or no connection: the form works all the same.
    }
  };

  box.addEventListener('input', (event) => {
    clearTimeout(timer);
    // Half of a syllable is no word yet.
    if (!event.isComposing) timer = setTimeout(ask, WAIT_MS);
  });
  box.addEventListener('compositionend', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark(event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      go(list.children[at]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('li');
    if (option) go(option);
  });
  box.addEventListener('blur', () => {
    clearTimeout(timer);
    asking?.abort();
    close();
  });
}

function letCopy(button) {
  if (!navigator.clipboard) return;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = button.parentElement.querySelector(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = button.dataset.done;
    } catch {
      text.select();
    }
    setTimeout(() => {
      button.textContent = words;
    }, 2000);
  });
}

/**
 * What a script adds to the pages to keep house: the progress of a build while it goes on. Without it, the page is
 * loaded anew.
 */
const progress = document.querySelector('[data-progress]');
if (progress) follow(progress);

function follow(element) {
  const lines = element.querySelector('pre');
  const events = new EventSource(element.dataset.progress);
  events.addEventListener('note', (event) => {
    lines.append(`${JSON.parse(event.data)}\n`);
    lines.scrollTop = lines.scrollHeight;
  });
  events.addEventListener('end', () => {
    events.close();
    location.reload();
  });
}

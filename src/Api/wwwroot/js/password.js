// After the password field before this script a button that shows what was typed. Without scripts there is none, and nothing is missing.
{
  const label = document.currentScript.previousElementSibling;
  const field = label.querySelector('input');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = field.dataset.show;
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => {
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    button.textContent = shown ? field.dataset.hide : field.dataset.show;
    button.setAttribute('aria-pressed', String(shown));
  });
  label.after(button);
  field.form?.addEventListener('submit', () => { field.type = 'password'; });   // no browser keeps it as a word
}

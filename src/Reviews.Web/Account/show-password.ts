/**
 * `<show-password for="ID">` next to a password field: a button that shows what was typed, and hides it again. Without script, there is
 * no button.
 */
export class ShowPassword extends HTMLElement {
  connectedCallback(): void {
    const field = document.getElementById(this.getAttribute("for") ?? "");
    if (!(field instanceof HTMLInputElement) || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = "Show password";
    button.setAttribute("aria-controls", field.id);
    const show = (shown: boolean): void => {
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    };
    show(false);
    button.addEventListener("click", () => show(field.type === "password"));
    field.form?.addEventListener("submit", () => show(false)); // or browsers keep it among what was typed into fields
    this.append(button);
  }
}

customElements.define("show-password", ShowPassword);


for (const heading of document.querySelectorAll("th")) {
    const sort = () => {
        const table = heading.closest("table");
        const rising = heading.getAttribute("aria-sort") !== "ascending";
        const order = row => {
            const cell = row.cells[heading.cellIndex];
            return cell.dataset.order ?? cell.textContent;
        };
        table.querySelectorAll("th").forEach(other => other.removeAttribute("aria-sort"));
        heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows].sort((a, b) => order(a).localeCompare(order(b), "en", { numeric: true }));
        table.tBodies[0].append(...(rising ? rows : rows.reverse()));
    };
    heading.tabIndex = 0;
    heading.addEventListener("click", sort);
    heading.addEventListener("keydown", event => event.key === "Enter" && sort());
}

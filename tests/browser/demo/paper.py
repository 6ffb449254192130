"""Evidence as operators have it: real documents, printed and photographed by the browser itself."""

from playwright.async_api import Browser, FilePayload

_SHEET = """<body style="margin: 48px; font: 20px/1.6 serif; background: #fdfcf7">
  <p style="text-align: center">PEMERINTAH KOTA PROBOLINGGO<br><b>DINAS KESEHATAN</b></p>
  <hr><h1 style="font-size: 28px; text-align: center">{title}</h1>
  <p>Dokumen contoh untuk mencoba bot; isinya bukan data sebenarnya.</p>
</body>"""


async def document(browser: Browser, title: str, name: str) -> FilePayload:
    """Return a PDF of one page."""
    page = await browser.new_page()
    await page.set_content(_SHEET.format(title=title))
    content = await page.pdf()
    await page.close()
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


async def photo(browser: Browser, title: str, name: str) -> FilePayload:
    """Return a picture of the first page."""
    page = await browser.new_page(viewport={"width": 600, "height": 420})
    await page.set_content(_SHEET.format(title=title))
    content = await page.screenshot(type="jpeg")
    await page.close()
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}

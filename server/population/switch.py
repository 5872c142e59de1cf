"""`/demo/population`: switches the simulated population system off and on, to show what an outage does."""

from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from server.headers import PAGE_POLICY
from server.population.simulator import Simulator

PATH = "/demo/population"
_PAGE = Template("""<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>模拟人口系统 · 一次办</title>
<style>
body { font: 18px/1.6 sans-serif; max-width: 34rem; margin: 2rem auto }
button { font: inherit }
</style>
<h1>模拟人口系统 <small>Simulated population system</small></h1>
<p>$state</p>
<form method="post"><button name="on" value="$other">$action</button></form>
<p>停用期间查验排队，不向群众要任何材料；恢复后一两分钟内自动补查。<br>
While it is off, look-ups wait and nothing is asked of anybody; once it is on again they are made, within a
minute or two.</p>
</html>""")
_WORDS = {
    True: {"state": "运行中 · on", "other": "false", "action": "停用 · switch off"},
    False: {"state": "已停用 · off", "other": "true", "action": "恢复 · switch on"},
}


def switch(simulator: Simulator) -> Route:
    """Anybody at the demo may press it: it serves this machine alone."""

    async def page(request: Request) -> Response:
        if request.method == "POST":
            form = await request.form()
            simulator.on = form.get("on") == "true"
            return RedirectResponse(PATH, 303)
        policy = {"Content-Security-Policy": PAGE_POLICY}
        return HTMLResponse(_PAGE.substitute(_WORDS[simulator.on]), headers=policy)

    return Route(PATH, page, methods=["GET", "POST"])

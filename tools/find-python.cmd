@echo off
rem Sets PYTHON_FOUND to a Python of 3.11 or newer, or tells what is needed. Read by run.cmd and check.cmd.
for %%P in ("py -3" python python3) do (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON_FOUND=%%~P" && exit /b 0
)
echo Buurtteam heeft Python 3.11 of nieuwer nodig. Installeer Python uit de Microsoft Store of vraag het de helpdesk.
echo Buurtteam needs Python 3.11 or newer. Install Python from the Microsoft Store or ask the helpdesk.
exit /b 1

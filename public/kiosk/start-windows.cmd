@echo off
rem Shows the stand on the whole screen, and again should the browser end. The first argument is the address of the stand, in quotes.
rem What the browser keeps is in a folder that is removed when the browser ends: each start is the first.
setlocal
set "address=%~1"
if "%address%"=="" set "address=https://stand.example/?kiosk=1"
set "profile=%TEMP%\module-workbench-stand"
set "browser=%ProgramFiles%\Google\Chrome\Application\chrome.exe"
if not exist "%browser%" set "browser=%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"
if not exist "%browser%" (echo Neither Chrome nor Edge is installed.& exit /b 1)

:again
if exist "%profile%" rmdir /s /q "%profile%"
start "" /wait "%browser%" --kiosk --edge-kiosk-type=fullscreen --no-first-run --no-default-browser-check --disable-pinch --overscroll-history-navigation=0 --user-data-dir="%profile%" "%address%"
timeout /t 2 /nobreak >nul
goto again

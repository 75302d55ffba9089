# Two images from one build: the shop (target web) and, for trying it out, the StripeSandbox (target sandbox).
FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The stylesheet and the browser's scripts are made by npm in the course of the build.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages --mount=type=cache,target=/root/.npm \
    dotnet publish RachelFoods.Web --configuration Release --output /published/web \
    && dotnet publish tools/StripeSandbox --configuration Release --output /published/sandbox

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS sandbox
WORKDIR /app
COPY --from=build /published/sandbox .
USER $APP_UID
EXPOSE 12111
ENTRYPOINT ["dotnet", "StripeSandbox.dll", "--urls=http://+:12111"]

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS web
WORKDIR /app
COPY --from=build /published/web .
USER $APP_UID
EXPOSE 8080
# Unhealthy as long as the database cannot be reached or lacks a migration.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["dotnet", "RachelFoods.Web.dll", "health"]
ENTRYPOINT ["dotnet", "RachelFoods.Web.dll"]
CMD ["serve"]
